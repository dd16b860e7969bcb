/** An HTTP echo server, and a load that compares allocators of buffers in it. */
package com.example.echo;

/** A small pool of direct buffers, as an application might have one. */
package com.example.pool;

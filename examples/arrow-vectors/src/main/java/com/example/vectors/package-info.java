/** Arrow's vectors on three kinds of memory, one process each, side by side. */
package com.example.vectors;

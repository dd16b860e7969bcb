/** The checks of the pool. */
package com.example.pool;

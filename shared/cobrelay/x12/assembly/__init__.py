"""From placed segments to views: an assembler for each kind of set, and what it puts together."""

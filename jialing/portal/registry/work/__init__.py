"""Work that people do every day, in words: what is said and set on a record, what somebody is told, what waits."""

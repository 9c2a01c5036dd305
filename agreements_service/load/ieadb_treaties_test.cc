int ieadb_t;

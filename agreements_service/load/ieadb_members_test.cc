int ieadb_m;

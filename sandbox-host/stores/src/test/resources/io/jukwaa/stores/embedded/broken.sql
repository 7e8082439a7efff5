create table half_done (n integer); insert into no_such_table values (1);

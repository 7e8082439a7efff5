create index inbound_address on inbound (app, json ->> '$.from_addr', time);
create index outbound_address on outbound (app, json ->> '$.to_addr', time);

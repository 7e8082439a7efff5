// MUST: error: recursion without an end fails cleanly, and this tenant's next message runs.
api.on_inbound_message = function again() { again(); };

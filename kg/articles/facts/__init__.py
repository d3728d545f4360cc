"""What goes into the record: fields, promises, claims of totals, and the signings put together."""

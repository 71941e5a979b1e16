"""What must be kept from whoever reads the database: how it is sealed, stored and read again."""

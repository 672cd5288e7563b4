"""What is written about what people must do: notices, the weekly mail, calendar addresses, dates of the law."""

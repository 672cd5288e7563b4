"""What can be done with accounts and sign-ins, one module for each noun."""

"""The click definitions of commands and options: names, arguments, help. They import no body."""

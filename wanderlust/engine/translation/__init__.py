"""Translation on this computer: text, captions while somebody speaks, and two people with two languages."""

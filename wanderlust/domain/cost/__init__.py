"""What the cloud costs: usage, prices with their date, limits. Money is whole nano-dollars, so sums are exact."""

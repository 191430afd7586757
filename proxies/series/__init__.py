"""What answers hand to charts, tables and strips: values, no Django."""

"""The panels of the kit, by what they ask and show."""

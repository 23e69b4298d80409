"""佐证材料: what a group, or the district, hands to inspection for a school year."""

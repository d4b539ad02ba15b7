"""Power cuts, full disks, damage and tampering."""

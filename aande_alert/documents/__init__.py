"""Domain values into bytes: referral, letters, pictures."""

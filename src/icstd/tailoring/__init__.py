"""What a county, a city or an auditor lays over an unchanged edition: profiles and supplements."""

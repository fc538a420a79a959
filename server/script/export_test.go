package script

// Stock gives the tests the tables of stock lines by name.
func Stock() map[string][]string {
	pools := make(map[string][]string, len(stock))
	for name, lines := range stock {
		pools[string(name)] = lines
	}
	return pools
}

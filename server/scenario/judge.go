package scenario

// judge reports what is wrong with the whole although each part is well formed.
func (d *draft) judge() {}

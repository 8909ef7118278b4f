package seal

import (
	"bytes"
	"encoding/gob"

	"hecha/document"
)

// encoded is a Reading as it is remembered.
type encoded struct {
	Seal   document.Seal
	Places []encodedChoice
}

type encodedChoice struct {
	Char  rune
	Share float64
	Votes ballot
}

// GobEncode implements gob.GobEncoder.
func (r Reading) GobEncode() ([]byte, error) {
	e := encoded{Seal: r.Seal}
	for _, c := range r.places {
		e.Places = append(e.Places, encodedChoice{c.char, c.share, c.votes})
	}
	var data bytes.Buffer
	err := gob.NewEncoder(&data).Encode(e)
	return data.Bytes(), err
}

// GobDecode implements gob.GobDecoder.
func (r *Reading) GobDecode(data []byte) error {
	var e encoded
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&e); err != nil {
		return err
	}
	*r = Reading{Seal: e.Seal}
	for _, c := range e.Places {
		r.places = append(r.places, choice{c.Char, c.Share, c.Votes})
	}
	return nil
}

package service

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"

	"hecha/document"
	"hecha/pipeline/seal"
)

// sealStage names the pictures of seals among the memos, and sealVersion what is
// done to make them.
const (
	sealStage   = "seal_pictures"
	sealVersion = "1"
)

// SealPicture is a JPEG of a seal of a document, by their indexes in the result
// that counts: of a round one its ring laid out straight, of a square one the seal
// itself. What is not there is ErrNotFound.
func (s *Service) SealPicture(ctx context.Context, g document.Grant, id, sha256sum string, doc, number int) ([]byte, error) {
	stored, _, err := s.Result(ctx, g, id, sha256sum)
	if err != nil {
		return nil, err
	}
	documents := stored.Result.Documents
	if doc < 0 || doc >= len(documents) || number < 0 || number >= len(documents[doc].Seals) {
		return nil, fmt.Errorf("seal %d of document %d of %s: %w", number, doc, sha256sum, ErrNotFound)
	}
	found := documents[doc].Seals[number]
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %d %v", sealVersion, sha256sum, found.Page, found.Quad))
	key := hex.EncodeToString(sum[:])
	picture, err := s.Repository.Recall(ctx, sealStage, key)
	if err == nil || !errors.Is(err, ErrNotFound) {
		return picture, err
	}
	page, err := s.Page(ctx, g, id, sha256sum, found.Page)
	if err != nil {
		return nil, err
	}
	if picture, err = sealPicture(page, found); err != nil {
		return nil, fmt.Errorf("seal %d of document %d of %s: %w", number, doc, sha256sum, err)
	}
	if err := s.Repository.Remember(ctx, sealStage, key, picture); err != nil { // it can be drawn again
		s.Log.WarnContext(ctx, "seal not remembered", "upload", sha256sum, "seal", number, "error", err)
	}
	return picture, nil
}

func sealPicture(page Page, found document.Seal) ([]byte, error) {
	img, err := jpeg.Decode(bytes.NewReader(page.JPEG))
	if err != nil {
		return nil, err
	}
	scale := float64(img.Bounds().Dx()) / float64(page.Width)
	q := found.Quad
	for i := range q {
		q[i].X, q[i].Y = q[i].X*scale, q[i].Y*scale
	}
	drawn := image.Image(seal.Ring(img, q))
	if found.Shape == seal.Square {
		drawn = cutOut(img, q)
	}
	var out bytes.Buffer
	err = jpeg.Encode(&out, drawn, &jpeg.Options{Quality: pageQuality})
	return out.Bytes(), err
}

// cutOut is the part of img around q.
func cutOut(img image.Image, q document.Quad) image.Image {
	x0, y0, x1, y1 := q.Bounds()
	area := image.Rect(int(x0), int(y0), int(x1)+1, int(y1)+1).Intersect(img.Bounds())
	if area.Empty() { // a JPEG has a pixel at least
		area = image.Rect(0, 0, 1, 1)
	}
	out := image.NewRGBA(image.Rect(0, 0, area.Dx(), area.Dy()))
	draw.Draw(out, out.Rect, img, area.Min, draw.Src)
	return out
}

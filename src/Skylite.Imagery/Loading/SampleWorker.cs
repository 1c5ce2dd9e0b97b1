using Skylite.Imagery.Augmentation;

namespace Skylite.Imagery.Loading;

/// <summary>Turns raw images into network input: scale, missing pixels, augmentation, normalisation. One thread at a time uses it.</summary>
internal sealed class SampleWorker
{
    private readonly ImageStore _store;
    private readonly Preprocessing _preprocessing;
    private readonly BatchLoaderOptions _options;
    private readonly ImageDecoder _decoder;
    private readonly ImageTile _tile;

    public SampleWorker(ImageStore store, Preprocessing preprocessing, BatchLoaderOptions options)
    {
        _store = store;
        _preprocessing = preprocessing;
        _options = options;
        _decoder = new ImageDecoder(store.Form);
        var (minimum, maximum) = PixelConversion.Range(store.Form.Type);
        _tile = new ImageTile(store.Bands.Count, store.Height, store.Width)
        {
            Minimum = minimum * preprocessing.Scale,
            Maximum = maximum * preprocessing.Scale,
        };
        for (var c = 0; c < _tile.Channels; c++)
        {
            _tile.Fill[c] = preprocessing.Mean[c];
        }
    }

    /// <summary>Writes the normalised planes of a sample.</summary>
    /// <returns>False if the image cannot be read and is to be skipped.</returns>
    public bool TryMake(int index, int epoch, Span<float> target)
    {
        if (!_store.TryFetch(index, _decoder, out var raw))
        {
            return false;
        }

        PixelConversion.ToFloat(raw, _store.Form.Type, _tile.Pixels, _preprocessing.Scale);
        var plane = _tile.Height * _tile.Width;
        if (_preprocessing.NoData is not null || _store.Form.MayMiss)
        {
            // What the files say of themselves comes first; only "not finite" is missing where nothing is marked.
            var noData = _store.Form.NoData ?? _preprocessing.NoData ?? double.NaN;
            var bytes = raw.Length / _tile.Channels;
            for (var c = 0; c < _tile.Channels; c++)
            {
                PixelConversion.Replace(raw.Slice(c * bytes, bytes), _store.Form.Type, noData, _tile.Channel(c), _preprocessing.Mean[c]);
            }
        }

        if (_options.Augmentations.Count > 0)
        {
            var random = new SampleRandom(_options.Seed, epoch, index);
            foreach (var augmentation in _options.Augmentations)
            {
                augmentation.Apply(_tile, random);
            }
        }

        for (var c = 0; c < _tile.Channels; c++)
        {
            var factor = 1f / _preprocessing.StandardDeviation[c];
            PixelConversion.Affine(_tile.Channel(c), target.Slice(c * plane, plane), factor, -_preprocessing.Mean[c] * factor);
        }

        return true;
    }
}

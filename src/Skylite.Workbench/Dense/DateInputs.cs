using Skylite.Imagery.Loading;
using Skylite.Inference;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Workbench.Dense;

/// <summary>
/// The tiles of a batch as a model takes them: an input for each date, or both dates as the channels of one, and as many tiles at once as its export fixes.
/// </summary>
internal sealed class DateInputs
{
    private readonly Batch _batch;
    private readonly IReadOnlyList<NodeMetadata> _inputs;

    /// <summary>Holds a batch against a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">Normalised tiles.</param>
    /// <exception cref="InvalidDataException">The model takes other dates or bands.</exception>
    public DateInputs(ModelSession model, Batch batch)
    {
        (_batch, _inputs) = (batch, model.Session.Inputs);
        var dates = _inputs.Count > 1 ? _inputs.Count : Channels is null ? batch.Dates : Channels == 2L * batch.Channels ? 2 : 1;
        if (dates != batch.Dates)
        {
            throw new InvalidDataException($"'{model.Source}' takes {dates} images, the data has {batch.Dates} dates: it is a model for another task.");
        }

        DatesOfInput = dates / _inputs.Count;
        if (Channels is { } channels && channels != DatesOfInput * batch.Channels)
        {
            throw new InvalidDataException(
                $"'{model.Source}' takes {channels} channels, and the data has {batch.Channels} bands. Choose the model's bands with --bands.");
        }

        Tiles = _inputs[0].Dimensions is [> 0 and var tiles, ..] ? (int)tiles : batch.Count;
    }

    /// <summary>Tiles of one run.</summary>
    public int Tiles { get; }

    private int DatesOfInput { get; }

    private long? Channels => _inputs[0].Dimensions is [_, > 0 and var channels, ..] ? channels : null;

    private int TileLength => DatesOfInput * _batch.SampleLength;

    /// <summary>The pixels of some tiles, a memory for each input; what is missing of a run is zero.</summary>
    /// <param name="start">The first tile.</param>
    /// <param name="count">How many, at most <see cref="Tiles"/>.</param>
    public IReadOnlyList<Memory<float>> Pixels(int start, int count) => [.. _inputs.Select((_, first) => Pixels(first, start, count))];

    /// <summary>Runs the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pixels">What <see cref="Pixels(int, int)"/> gave, or views of it.</param>
    public OrtOutputs Run(ModelSession model, IReadOnlyList<Memory<float>> pixels) =>
        model.Run(pixels, [Tiles, DatesOfInput * _batch.Channels, _batch.Height, _batch.Width]);

    private Memory<float> Pixels(int date, int start, int count)
    {
        var sample = _batch.SampleLength;
        if (DatesOfInput == 1 && count == Tiles)
        {
            return _batch.PixelsOf(date).Slice(start * sample, count * sample);
        }

        var pixels = new float[Tiles * TileLength];
        for (var tile = 0; tile < count; tile++)
        {
            for (var d = 0; d < DatesOfInput; d++)
            {
                _batch.PixelsOf(date + d).Span.Slice((start + tile) * sample, sample).CopyTo(pixels.AsSpan((tile * TileLength) + (d * sample), sample));
            }
        }

        return pixels;
    }
}

using Skylite.Native.Memory;

namespace Skylite.Inference.Scenes;

/// <summary>Tiles on their way through the pipeline.</summary>
internal sealed class TileBatch(SceneModel model, int capacity) : IDisposable
{
    private readonly int _area = model.Height * model.Width;
    private readonly LargeMemory<float> _pixels = new(checked(capacity * model.TileLength));

    /// <summary>The tiles in order, each with its place among <see cref="Count"/>, or −1 for a tile without valid pixels.</summary>
    public List<(TileRequest Request, int Slot)> Tiles { get; } = [];

    /// <summary>Tiles that the model sees.</summary>
    public int Count { get; set; }

    public bool IsFull => Count == capacity;

    /// <summary>Inputs of the model: date by date (or stacked: tile by tile), capacity tiles each.</summary>
    public Memory<float> Pixels => _pixels.Memory;

    public byte[] Valid { get; } = new byte[(long)capacity * model.Height * model.Width];

    public Memory<float> Input(int input, int tiles)
    {
        var length = model.TileLength / (model.IsStacked ? 1 : model.Dates);
        return Pixels.Slice(input * capacity * length, tiles * length);
    }

    /// <summary>The pixels of one date of one tile.</summary>
    public Span<float> Date(int date, int slot)
    {
        var length = model.Preprocessing.Bands.Count * _area;
        var start = model.IsStacked ? ((slot * model.Dates) + date) * length : ((date * capacity) + slot) * length;
        return Pixels.Span.Slice(start, length);
    }

    public Span<byte> ValidOf(int slot) => Valid.AsSpan(slot * _area, _area);

    public void Dispose() => ((IDisposable)_pixels).Dispose();

    public void Clear()
    {
        Tiles.Clear();
        Count = 0;
    }
}

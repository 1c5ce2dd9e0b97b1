using System.Numerics;
using System.Runtime.InteropServices;

namespace Skylite.Imagery.Augmentation;

/// <summary>Cuts out a random part and brings it to the tile's size by bilinear interpolation (Szegedy et al., 2015).</summary>
/// <param name="options">Ranges; null takes the defaults.</param>
public sealed class RandomResizedCrop(RandomResizedCropOptions? options = null) : IAugmentation
{
    private readonly RandomResizedCropOptions _options = options ?? new();

    /// <inheritdoc/>
    public string Id => "random-resized-crop";

    /// <inheritdoc/>
    public string Summary => "a piece of the image in another size (pixels: crops are enlarged or shrunk by up to a quarter)";

    /// <summary>Brings a part of a tile to the tile's size.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="x">Left edge of the part in pixels.</param>
    /// <param name="y">Upper edge of the part in pixels.</param>
    /// <param name="width">Width of the part in pixels.</param>
    /// <param name="height">Height of the part in pixels.</param>
    public static void Crop(ImageTile tile, float x, float y, float width, float height)
    {
        var columns = new Tap[tile.Width];
        var rows = new Tap[tile.Height];
        Place(columns, x, width, tile.Width);
        Place(rows, y, height, tile.Height);
        var blended = new float[tile.Width];
        for (var c = 0; c < tile.Channels; c++)
        {
            var target = tile.Spare.Slice(c * tile.Height * tile.Width, tile.Height * tile.Width);
            for (var row = 0; row < tile.Height; row++)
            {
                Blend(tile.Row(c, rows[row].First), tile.Row(c, rows[row].Second), rows[row].Weight, blended);
                Gather(blended, columns, target.Slice(row * tile.Width, tile.Width));
            }
        }

        tile.Swap();
    }

    /// <inheritdoc/>
    public void Apply(ImageTile tile, SampleRandom random)
    {
        var area = random.Between(_options.MinimumArea, _options.MaximumArea) * tile.Width * tile.Height;
        var spread = MathF.Log(_options.MaximumAspect);
        var aspect = MathF.Exp(random.Between(-spread, spread)) * tile.Width / tile.Height;
        var width = Math.Clamp(MathF.Sqrt(area * aspect), 1, tile.Width);
        var height = Math.Clamp(MathF.Sqrt(area / aspect), 1, tile.Height);
        Crop(tile, random.NextSingle() * (tile.Width - width), random.NextSingle() * (tile.Height - height), width, height);
    }

    private static void Place(Tap[] taps, float start, float length, int limit)
    {
        var step = length / taps.Length;
        for (var i = 0; i < taps.Length; i++)
        {
            var at = Math.Clamp(start + ((i + 0.5f) * step) - 0.5f, 0, limit - 1);
            var first = (int)at;
            taps[i] = new Tap(first, Math.Min(first + 1, limit - 1), at - first);
        }
    }

    private static void Blend(ReadOnlySpan<float> first, ReadOnlySpan<float> second, float weight, Span<float> target)
    {
        var a = MemoryMarshal.Cast<float, Vector<float>>(first);
        var b = MemoryMarshal.Cast<float, Vector<float>>(second);
        var t = MemoryMarshal.Cast<float, Vector<float>>(target);
        for (var i = 0; i < t.Length; i++)
        {
            t[i] = a[i] + ((b[i] - a[i]) * weight);
        }

        for (var i = t.Length * Vector<float>.Count; i < target.Length; i++)
        {
            target[i] = first[i] + ((second[i] - first[i]) * weight);
        }
    }

    private static void Gather(ReadOnlySpan<float> source, Tap[] taps, Span<float> target)
    {
        for (var i = 0; i < taps.Length; i++)
        {
            var tap = taps[i];
            var first = source[tap.First];
            target[i] = first + ((source[tap.Second] - first) * tap.Weight);
        }
    }

    private readonly record struct Tap(int First, int Second, float Weight);
}

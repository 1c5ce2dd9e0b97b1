using System.Numerics;
using System.Runtime.InteropServices;

namespace Skylite.Imagery.Loading;

/// <summary>
/// Resizes with a triangle filter that widens when it shrinks (bilinear with antialiasing, as Pillow and torchvision resize), separably, in float.
/// </summary>
internal sealed class TriangleResampler
{
    private readonly Taps[] _columns;
    private readonly Taps[] _rows;
    private readonly int _sourceWidth;
    private readonly int _step;
    private readonly float[] _line;

    /// <summary>Prepares the weights.</summary>
    /// <param name="source">Size of the source.</param>
    /// <param name="target">Size of the target.</param>
    /// <param name="step">Floats from a pixel to its right neighbour: 1 for a single band, the number of bands where they lie side by side.</param>
    public TriangleResampler((int Height, int Width) source, (int Height, int Width) target, int step)
    {
        _sourceWidth = source.Width;
        _step = step;
        _columns = Weights(source.Width, target.Width);
        _rows = Weights(source.Height, target.Height);
        _line = new float[source.Width * step];
    }

    /// <summary>Resizes an image whose bands lie side by side into planes.</summary>
    /// <param name="source">Source pixels, rows × columns × step.</param>
    /// <param name="bands">The band of the source that each plane shows.</param>
    /// <param name="target">Planes one after the other, bands × rows × columns.</param>
    public void Resize(ReadOnlySpan<float> source, ReadOnlySpan<int> bands, Span<float> target)
    {
        var length = _sourceWidth * _step;
        var plane = _rows.Length * _columns.Length;
        for (var y = 0; y < _rows.Length; y++)
        {
            var rows = _rows[y];
            for (var k = 0; k < rows.Weights.Length; k++)
            {
                Accumulate(source.Slice((rows.First + k) * length, length), rows.Weights[k], _line, k == 0);
            }

            var width = _columns.Length;
            if (_step == 3 && bands is [0, 1, 2])
            {
                ShrinkThree(_line, target.Slice(y * width, width), target.Slice(plane + (y * width), width), target.Slice((2 * plane) + (y * width), width));
                continue;
            }

            for (var b = 0; b < bands.Length; b++)
            {
                Shrink(_line, bands[b], target.Slice((b * plane) + (y * width), width));
            }
        }
    }

    private static void Accumulate(ReadOnlySpan<float> row, float weight, Span<float> line, bool first)
    {
        var from = MemoryMarshal.Cast<float, Vector<float>>(row);
        var to = MemoryMarshal.Cast<float, Vector<float>>(line);
        var done = from.Length * Vector<float>.Count;
        if (first)
        {
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = from[i] * weight;
            }

            for (var i = done; i < row.Length; i++)
            {
                line[i] = row[i] * weight;
            }

            return;
        }

        for (var i = 0; i < from.Length; i++)
        {
            to[i] += from[i] * weight;
        }

        for (var i = done; i < row.Length; i++)
        {
            line[i] += row[i] * weight;
        }
    }

    private void Shrink(ReadOnlySpan<float> line, int band, Span<float> target)
    {
        for (var x = 0; x < target.Length; x++)
        {
            var taps = _columns[x];
            var from = line[((taps.First * _step) + band)..];
            float sum = 0;
            var at = 0;
            foreach (var weight in taps.Weights)
            {
                sum += from[at] * weight;
                at += _step;
            }

            target[x] = sum;
        }
    }

    /// <summary>All three bands of a picture at once: each weight is loaded once instead of three times.</summary>
    private void ShrinkThree(ReadOnlySpan<float> line, Span<float> first, Span<float> second, Span<float> third)
    {
        for (var x = 0; x < first.Length; x++)
        {
            var taps = _columns[x];
            var from = line.Slice(taps.First * 3, taps.Weights.Length * 3);
            var (a, b, c) = (0f, 0f, 0f);
            foreach (var weight in taps.Weights)
            {
                a += from[0] * weight;
                b += from[1] * weight;
                c += from[2] * weight;
                from = from[3..];
            }

            (first[x], second[x], third[x]) = (a, b, c);
        }
    }

    private static Taps[] Weights(int source, int target)
    {
        var scale = (double)source / target;
        var support = Math.Max(1, scale);
        var all = new Taps[target];
        for (var i = 0; i < target; i++)
        {
            var centre = (i + 0.5) * scale;
            var first = Math.Max(0, (int)(centre - support + 0.5));
            var last = Math.Min(source, (int)(centre + support + 0.5));
            var weights = new double[last - first];
            for (var k = 0; k < weights.Length; k++)
            {
                weights[k] = Math.Max(0, 1 - Math.Abs((first + k + 0.5 - centre) / support));
            }

            var sum = weights.Sum();
            all[i] = new Taps(first, [.. weights.Select(w => (float)(w / sum))]);
        }

        return all;
    }

    private sealed record Taps(int First, float[] Weights);
}

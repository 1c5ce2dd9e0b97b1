using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Skylite.Imagery.Maps;
using Skylite.Imagery.Tiling;

namespace Skylite.Inference.Scenes;

/// <summary>Decides: the most probable class of each pixel, and how probable it is.</summary>
/// <param name="model">The model, for errors.</param>
/// <param name="classes">Number of classes.</param>
/// <param name="bands">Bands of probabilities that strips bring: 0, 1 for the winner's, or one for each class.</param>
public sealed class StripMaker(ModelSource model, int classes, int bands)
{
    private const float Steps = 255;

    private float[] _best = [];
    private int[] _winners = [];

    /// <summary>How a class is chosen; here for many pixels at a time.</summary>
    public ClassDecision Decision { get; init; }

    /// <summary>Makes a strip of finished rows.</summary>
    /// <param name="blender">What blends them.</param>
    /// <param name="panel">The panel.</param>
    /// <param name="number">Its number.</param>
    /// <param name="end">The row after the last; the first is the blender's next.</param>
    /// <exception cref="InvalidDataException">The model answered a pixel that has data with what is not a number.</exception>
    public MapStrip Make(TileBlender blender, TilePanel panel, int number, int end)
    {
        var first = blender.NextRow;
        var rows = end - first;
        var strip = new MapStrip(panel.X, first, panel.Width, rows, number, bands);
        if (_best.Length != panel.Width)
        {
            (_best, _winners) = (new float[panel.Width], new int[panel.Width]);
        }

        for (var r = 0; r < rows; r++)
        {
            var valid = blender.Valid(first + r);
            Decide(blender, first + r);
            Check(valid, panel.X, first + r);
            Name(valid, strip.Classes.Slice(r * panel.Width, panel.Width));
            for (var b = 0; b < bands; b++)
            {
                Quantize(bands > 1 ? blender.Row(b, first + r) : _best, valid, strip.Probabilities.Slice(((b * rows) + r) * panel.Width, panel.Width));
            }
        }

        return strip;
    }

    /// <summary>A probability as a byte, 1 to 255; 0 means no data.</summary>
    /// <param name="probability">The probability, 0 to 1.</param>
    public static byte Quantize(float probability) => (byte)Math.Clamp((int)((probability * Steps) + 0.5f), 1, (int)Steps);

    private static void Quantize(ReadOnlySpan<float> probabilities, ReadOnlySpan<byte> valid, Span<byte> target)
    {
        var from = MemoryMarshal.Cast<float, Vector<float>>(probabilities);
        var marks = MemoryMarshal.Cast<byte, Vector<byte>>(valid);
        var to = MemoryMarshal.Cast<byte, Vector<byte>>(target);
        for (var i = 0; i < to.Length; i++)
        {
            var steps = Narrow(Step(from[4 * i]), Step(from[(4 * i) + 1]), Step(from[(4 * i) + 2]), Step(from[(4 * i) + 3]));
            to[i] = Vector.AndNot(steps, Vector.Equals(marks[i], Vector<byte>.Zero));
        }

        for (var x = to.Length * Vector<byte>.Count; x < target.Length; x++)
        {
            target[x] = valid[x] == 0 ? (byte)0 : Quantize(probabilities[x]);
        }

        static Vector<uint> Step(Vector<float> probability)
        {
            var step = (probability * Steps) + new Vector<float>(0.5f);
            return Vector.AsVectorUInt32(Vector.ConvertToInt32(Vector.Min(Vector.Max(step, Vector<float>.One), new Vector<float>(Steps))));
        }
    }

    private static Vector<byte> Narrow(Vector<uint> a, Vector<uint> b, Vector<uint> c, Vector<uint> d) =>
        Vector.Narrow(Vector.Narrow(a, b), Vector.Narrow(c, d));

    // A pixel without data may be anything.
    private void Check(ReadOnlySpan<byte> valid, int left, int row)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(_best.AsSpan());
        var isFinite = new Vector<int>(-1);
        foreach (var vector in vectors)
        {
            isFinite &= Vector.LessThanOrEqual(Vector.Abs(vector), new Vector<float>(float.MaxValue));
        }

        var start = isFinite == new Vector<int>(-1) ? vectors.Length * Vector<float>.Count : 0;
        for (var x = start; x < _best.Length; x++)
        {
            if (valid[x] != 0 && !float.IsFinite(_best[x]))
            {
                throw NotANumber.Error(model, Invariant($"the pixel in column {left + x}, row {row}"));
            }
        }
    }

    private void Name(ReadOnlySpan<byte> valid, Span<byte> row)
    {
        var winners = MemoryMarshal.Cast<int, Vector<uint>>(_winners.AsSpan());
        var marks = MemoryMarshal.Cast<byte, Vector<byte>>(valid);
        var to = MemoryMarshal.Cast<byte, Vector<byte>>(row);
        for (var i = 0; i < to.Length; i++)
        {
            var names = Narrow(winners[4 * i], winners[(4 * i) + 1], winners[(4 * i) + 2], winners[(4 * i) + 3]);
            to[i] = Vector.ConditionalSelect(Vector.Equals(marks[i], Vector<byte>.Zero), new Vector<byte>(MapLegend.NoData), names);
        }

        for (var x = to.Length * Vector<byte>.Count; x < row.Length; x++)
        {
            row[x] = valid[x] == 0 ? MapLegend.NoData : (byte)_winners[x];
        }
    }

    // What is not a number is kept, as the one of the most probable is.
    private void TakeSecond(ReadOnlySpan<float> second, float least)
    {
        for (var x = 0; x < second.Length; x++)
        {
            if (!(second[x] < least))
            {
                (_best[x], _winners[x]) = (second[x], 1);
            }
        }
    }

    // Several pixels at a time; of equal classes the first wins, and what is not a number is kept whatever follows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // from the first call on
    private void Decide(TileBlender blender, int row)
    {
        blender.Row(0, row).CopyTo(_best);
        Array.Clear(_winners);
        if (Decision.Least is { } least)
        {
            TakeSecond(blender.Row(1, row), least);
            return;
        }

        var best = MemoryMarshal.Cast<float, Vector<float>>(_best.AsSpan());
        var winners = MemoryMarshal.Cast<int, Vector<int>>(_winners.AsSpan());
        for (var c = 1; c < classes; c++)
        {
            var plane = blender.Row(c, row);
            var vectors = MemoryMarshal.Cast<float, Vector<float>>(plane);
            var number = new Vector<int>(c);
            for (var i = 0; i < best.Length; i++)
            {
                var isBetter = Vector.GreaterThan(vectors[i], best[i]) | ~Vector.Equals(vectors[i], vectors[i]);
                best[i] = Vector.ConditionalSelect(isBetter, vectors[i], best[i]);
                winners[i] = Vector.ConditionalSelect(isBetter, number, winners[i]);
            }

            for (var x = best.Length * Vector<float>.Count; x < plane.Length; x++)
            {
                if (plane[x] > _best[x] || float.IsNaN(plane[x]))
                {
                    (_best[x], _winners[x]) = (plane[x], c);
                }
            }
        }
    }
}

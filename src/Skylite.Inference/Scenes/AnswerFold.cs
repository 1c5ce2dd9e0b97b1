using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Skylite.Graphs;

namespace Skylite.Inference.Scenes;

/// <summary>
/// How answers for pixels lie folded: the pixels of a square block as channels of one place, which DepthToSpace at the end of a network spreads.
/// </summary>
/// <remarks>Spreading row by row while tiles are blended costs a tenth of what the engine's operator does, which moves one number at a time.</remarks>
/// <param name="Side">Rows and columns of a block, 2 or more.</param>
/// <param name="IsClassFirst">Whether the places of one class are neighbouring channels (mode CRD), or the classes of one place (DCR).</param>
public sealed record AnswerFold(int Side, bool IsClassFirst)
{
    /// <summary>Channels for each class.</summary>
    public int Places => Side * Side;

    /// <summary>Takes the last operator off a network if it is one that spreads.</summary>
    /// <param name="graph">The network; it stays as it is.</param>
    /// <returns>The network without it, and how its answer lies; the network itself and null where there is nothing to take off.</returns>
    public static (Graph Graph, AnswerFold? Fold) TakeOff(Graph graph)
    {
        if (graph.Outputs is not [{ Producer: { OpType: "DepthToSpace", Domain: "" } last, Uses.Count: 0 }] || last.Input(0).Producer is null
            || last.Attributes.Int("blocksize", 1) is not (> 1 and < 64 and var side))
        {
            return (graph, null);
        }

        var rest = graph.Clone();
        var (spread, node) = (rest.Outputs[0], rest.Outputs[0].Producer!);
        rest.RemoveOutput(spread);
        rest.AddOutput(node.Input(0));
        rest.RemoveNode(node);
        rest.RemoveValue(spread);
        return (rest, new AnswerFold((int)side, last.Attributes.Text("mode", "DCR") == "CRD"));
    }

    /// <summary>The channel that holds a class at one place of the blocks.</summary>
    /// <param name="number">The class.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="row">The place's row within a block.</param>
    /// <param name="column">The place's column within a block.</param>
    public int Channel(int number, int classes, int row, int column)
    {
        var place = (row * Side) + column;
        return IsClassFirst ? (number * Places) + place : (place * classes) + number;
    }

    /// <summary>Takes numbers of several rows in turn: first those of all rows at the first place, then those at the second.</summary>
    /// <param name="rows">The rows, one after the other.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="values">As many numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // from the first call on
    public static void Interleave(ReadOnlySpan<float> rows, int count, Span<float> values)
    {
        var length = rows.Length / count;
        var done = 0;
        if (count == 2)
        {
            // Two numbers of 32 bits as one of 64, the first in its lower half, as it comes first in memory too.
            var even = MemoryMarshal.Cast<float, Vector<uint>>(rows[..length]);
            var odd = MemoryMarshal.Cast<float, Vector<uint>>(rows[length..]);
            var pairs = MemoryMarshal.Cast<float, Vector<ulong>>(values);
            for (var i = 0; i < even.Length; i++)
            {
                Vector.Widen(even[i], out var evenLow, out var evenHigh);
                Vector.Widen(odd[i], out var oddLow, out var oddHigh);
                pairs[2 * i] = evenLow | Vector.ShiftLeft(oddLow, 32);
                pairs[(2 * i) + 1] = evenHigh | Vector.ShiftLeft(oddHigh, 32);
            }

            done = BitConverter.IsLittleEndian ? even.Length * Vector<uint>.Count : 0;
        }

        for (var row = 0; row < count; row++)
        {
            for (var i = done; i < length; i++)
            {
                values[(i * count) + row] = rows[(row * length) + i];
            }
        }
    }

    /// <summary>Spreads a whole tile.</summary>
    /// <param name="folded">Channels × height × width numbers.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="width">Columns of the spread tile.</param>
    public float[] Spread(ReadOnlySpan<float> folded, int classes, int width)
    {
        var height = folded.Length / classes / width;
        var narrow = width / Side;
        var spread = new float[folded.Length];
        for (var i = 0; i < spread.Length; i++)
        {
            var (number, y, x) = (i / (height * width), i / width % height, i % width);
            spread[i] = folded[(((Channel(number, classes, y % Side, x % Side) * (height / Side)) + (y / Side)) * narrow) + (x / Side)];
        }

        return spread;
    }
}

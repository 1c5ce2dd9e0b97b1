using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Skylite.Native.Memory;

namespace Skylite.Imagery.Tiling;

/// <summary>Sums weighted tiles of one panel and gives rows away as soon as no further tile reaches them; it holds no more rows than a tile has.</summary>
/// <param name="plan">The tiles.</param>
/// <param name="panel">The panel.</param>
/// <param name="planes">Numbers for each pixel.</param>
public sealed class TileBlender(TilePlan plan, TilePanel panel, int planes) : IDisposable
{
    private readonly int _rows = plan.Y.Tile;
    private readonly LargeMemory<float> _sums = new(checked(planes * plan.Y.Tile * panel.Width));
    private readonly float[] _row = new float[planes * plan.X.Tile];
    private readonly byte[] _valid = new byte[(long)plan.Y.Tile * panel.Width];

    // The columns of each row that hold sums; what lies beyond is left from rows given away. Most
    // pixels lie in one tile only: they are written, neither cleared nor read before.
    private readonly int[] _reached = new int[plan.Y.Tile];

    /// <summary>The first row that has not been given away.</summary>
    public int NextRow { get; private set; }

    /// <summary>Begins at a later row, where earlier ones are known already.</summary>
    /// <param name="row">The first row that is needed.</param>
    public void BeginAt(int row) => NextRow = row;

    /// <summary>Adds a tile.</summary>
    /// <typeparam name="TRows">Who makes its rows.</typeparam>
    /// <param name="tileRow">Its place from top to bottom; rows of tiles come in order.</param>
    /// <param name="tileColumn">Its place from left to right in the whole plan.</param>
    /// <param name="values">Its numbers; rows without weight are not asked for.</param>
    /// <param name="valid">Tile height × tile width; not 0 where the pixel is to be kept. Empty keeps all.</param>
    public void Add<TRows>(int tileRow, int tileColumn, scoped TRows values, ReadOnlySpan<byte> valid)
        where TRows : ITileRows, allows ref struct
    {
        var tile = plan.X.Tile;
        var left = plan.X.Positions[tileColumn];
        var from = Math.Max(panel.X - left, 0);
        var to = Math.Min(Math.Min(panel.X + panel.Width, plan.X.Length) - left, tile);
        var top = plan.Y.Positions[tileRow];
        var across = plan.X.Weights(tileColumn)[from..to];
        var down = plan.Y.Weights(tileRow);
        var bottom = Math.Min(_rows, plan.Y.Length - top);
        for (var y = Math.Max(0, NextRow - top); y < bottom; y++)
        {
            var row = Slot(top + y);
            var offset = left + from - panel.X;
            var marks = _valid.AsSpan((row * panel.Width) + offset, across.Length);
            if (valid.IsEmpty)
            {
                marks.Fill(1);
            }
            else
            {
                valid.Slice((y * tile) + from, across.Length).CopyTo(marks);
            }

            if (down[y] > 0)
            {
                values.Row(y, _row);
                Reach(row, offset);
                var sums = Math.Min(_reached[row] - offset, across.Length);
                for (var p = 0; p < planes; p++)
                {
                    var target = Sums(p, row).Slice(offset, across.Length);
                    var terms = _row.AsSpan((p * tile) + from, across.Length);
                    AddRow(target[..sums], terms, across, down[y]);
                    WriteRow(target[sums..], terms[sums..], across[sums..], down[y]);
                }

                _reached[row] = Math.Max(_reached[row], offset + across.Length);
            }
        }
    }

    /// <summary>The row after the last that is complete once all tiles of a row of tiles were added.</summary>
    /// <param name="tileRow">Place of the row of tiles.</param>
    public int CompleteAfter(int tileRow) => tileRow + 1 < plan.Y.Positions.Count ? plan.Y.Positions[tileRow + 1] : plan.Y.Length;

    /// <summary>A row's sums of one plane.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="row">The row of the scene, from <see cref="NextRow"/>.</param>
    public ReadOnlySpan<float> Row(int plane, int row)
    {
        Reach(Slot(row), panel.Width);
        return Sums(plane, Slot(row));
    }

    /// <summary>A row's marks: 0 where no tile had a pixel to keep.</summary>
    /// <param name="row">The row of the scene, from <see cref="NextRow"/>.</param>
    public ReadOnlySpan<byte> Valid(int row) => _valid.AsSpan(Slot(row) * panel.Width, panel.Width);

    /// <summary>Gives away all rows before one: their memory serves further rows.</summary>
    /// <param name="row">The first row that is still needed.</param>
    public void Release(int row)
    {
        for (; NextRow < row; NextRow++)
        {
            _reached[Slot(NextRow)] = 0;
            _valid.AsSpan(Slot(NextRow) * panel.Width, panel.Width).Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)_sums).Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // from the first call on
    private static void AddRow(Span<float> target, ReadOnlySpan<float> values, ReadOnlySpan<float> across, float down)
    {
        var sums = MemoryMarshal.Cast<float, Vector<float>>(target);
        var terms = MemoryMarshal.Cast<float, Vector<float>>(values);
        var weights = MemoryMarshal.Cast<float, Vector<float>>(across);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = Vector.MultiplyAddEstimate(terms[i], weights[i] * down, sums[i]);
        }

        for (var i = sums.Length * Vector<float>.Count; i < target.Length; i++)
        {
            target[i] += values[i] * across[i] * down;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // from the first call on
    private static void WriteRow(Span<float> target, ReadOnlySpan<float> values, ReadOnlySpan<float> across, float down)
    {
        var products = MemoryMarshal.Cast<float, Vector<float>>(target);
        var terms = MemoryMarshal.Cast<float, Vector<float>>(values);
        var weights = MemoryMarshal.Cast<float, Vector<float>>(across);
        for (var i = 0; i < products.Length; i++)
        {
            products[i] = terms[i] * (weights[i] * down);
        }

        for (var i = products.Length * Vector<float>.Count; i < target.Length; i++)
        {
            target[i] = values[i] * across[i] * down;
        }
    }

    // Columns that every tile has passed over hold nothing.
    private void Reach(int slot, int column)
    {
        for (var p = 0; _reached[slot] < column && p < planes; p++)
        {
            Sums(p, slot)[_reached[slot]..column].Clear();
        }

        _reached[slot] = Math.Max(_reached[slot], column);
    }

    private Span<float> Sums(int plane, int slot) => _sums.GetSpan().Slice(((plane * _rows) + slot) * panel.Width, panel.Width);

    private int Slot(int row) => row % _rows;
}

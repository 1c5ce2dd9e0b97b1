namespace Skylite.Imagery.Tiling;

/// <summary>Where tiles lie along one edge of a scene, and how much each counts at each of its pixels.</summary>
public sealed class TileAxis
{
    /// <summary>Share of a tile that its neighbour covers too, where nothing else is said.</summary>
    public const double UsualOverlap = 0.25;

    /// <summary>The largest such share.</summary>
    public const double LargestOverlap = 0.9;

    private readonly float[][] _weights;

    /// <summary>Lays tiles out: the first begins at 0, the last ends at the edge, and neighbours overlap by at least the given share.</summary>
    /// <param name="length">Pixels of the edge, at least 1.</param>
    /// <param name="tile">Pixels of a tile, at least 1; a shorter edge gets one tile that reaches over it.</param>
    /// <param name="overlap">Share of a tile that its neighbour covers too, 0 to 0.9.</param>
    /// <param name="window">How tiles are blended.</param>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public TileAxis(int length, int tile, double overlap, BlendWindow window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(tile, 1);
        RequireOverlap(overlap, "The overlap of tiles");
        (Length, Tile) = (length, tile);
        var stride = Math.Max(1, tile - (int)Math.Ceiling(tile * overlap));
        var steps = length <= tile ? 0 : (length - tile + stride - 1) / stride;
        Positions = [.. Enumerable.Range(0, steps + 1).Select(i => steps == 0 ? 0 : (int)((long)i * (length - tile) / steps))];
        _weights = Weigh(window);
    }

    /// <summary>Pixels of the edge.</summary>
    public int Length { get; }

    /// <summary>Pixels of a tile.</summary>
    public int Tile { get; }

    /// <summary>The first pixel of each tile, ascending.</summary>
    public IReadOnlyList<int> Positions { get; }

    /// <summary>The weight of a tile at each of its pixels; at every pixel of the edge the weights of all tiles sum to one.</summary>
    /// <param name="tile">Place of the tile in <see cref="Positions"/>.</param>
    public ReadOnlySpan<float> Weights(int tile) => _weights[tile];

    /// <summary>Checks a share of overlap.</summary>
    /// <param name="overlap">The share.</param>
    /// <param name="name">What it is called, for the error.</param>
    /// <returns>The share.</returns>
    /// <exception cref="ArgumentException">It is not from 0 to <see cref="LargestOverlap"/>.</exception>
    public static double RequireOverlap(double overlap, string name) => overlap is >= 0 and <= LargestOverlap
        ? overlap
        : throw new ArgumentException(Invariant($"{name} is a share of 0 to {LargestOverlap}, not {overlap}."));

    private float[][] Weigh(BlendWindow window)
    {
        // Half a pixel keeps the weight of the outermost pixel positive.
        var shape = Enumerable.Range(0, Tile).Select(i => window.Value((i + 0.5) / Tile)).ToArray();
        var sums = new double[Math.Max(Length, Tile)];
        var best = new int[sums.Length];
        Array.Fill(best, -1);
        foreach (var (t, start) in Positions.Index())
        {
            for (var i = 0; i < Tile; i++)
            {
                var p = start + i;
                sums[p] += shape[i];
                if (best[p] < 0 || shape[i] > shape[p - Positions[best[p]]])
                {
                    best[p] = t;
                }
            }
        }

        return [.. Positions.Select((start, t) => Enumerable.Range(0, Tile)
            .Select(i => window.IsHard ? best[start + i] == t ? 1f : 0f : (float)(shape[i] / sums[start + i]))
            .ToArray())];
    }
}

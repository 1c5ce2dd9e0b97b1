namespace Skylite.Imagery.Augmentation;

/// <summary>Turns by 0, 90, 180 or 270 degrees, each equally likely; tiles that are not square turn by 0 or 180 only.</summary>
public sealed class QuarterTurns : IAugmentation
{
    // Source rows and target rows of a block of this edge stay in the first-level cache.
    private const int Block = 16;

    /// <inheritdoc/>
    public string Id => "quarter-turns";

    /// <inheritdoc/>
    public string Summary => "turned by none, one, two or three quarters";

    /// <summary>Turns a square tile by 90 degrees against the clock.</summary>
    /// <param name="tile">The tile.</param>
    /// <exception cref="ArgumentException">The tile is not square.</exception>
    public static void Turn(ImageTile tile)
    {
        var edge = tile.Width;
        if (tile.Height != edge)
        {
            throw new ArgumentException($"A tile of {tile.Width} × {tile.Height} pixels is not square and cannot be turned by 90 degrees.", nameof(tile));
        }

        for (var c = 0; c < tile.Channels; c++)
        {
            TurnChannel(tile.Channel(c), tile.Spare.Slice(c * edge * edge, edge * edge), edge);
        }

        tile.Swap();
    }

    /// <summary>Turns a tile by 180 degrees.</summary>
    /// <param name="tile">The tile.</param>
    public static void HalfTurn(ImageTile tile)
    {
        for (var c = 0; c < tile.Channels; c++)
        {
            tile.Channel(c).Reverse();
        }
    }

    /// <inheritdoc/>
    public void Apply(ImageTile tile, SampleRandom random)
    {
        var turns = random.Next(4);
        if (turns >= 2)
        {
            HalfTurn(tile);
        }

        if (turns % 2 == 1 && tile.Width == tile.Height)
        {
            Turn(tile);
        }
    }

    private static void TurnChannel(ReadOnlySpan<float> source, Span<float> target, int edge)
    {
        for (var top = 0; top < edge; top += Block)
        {
            var bottom = Math.Min(top + Block, edge);
            for (var left = 0; left < edge; left += Block)
            {
                var right = Math.Min(left + Block, edge);
                for (var x = left; x < right; x++)
                {
                    var row = target.Slice((edge - 1 - x) * edge, edge);
                    for (var y = top; y < bottom; y++)
                    {
                        row[y] = source[(y * edge) + x];
                    }
                }
            }
        }
    }
}

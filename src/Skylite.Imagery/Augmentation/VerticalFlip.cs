namespace Skylite.Imagery.Augmentation;

/// <summary>Mirrors top and bottom, every second time; scenes from above have no upright.</summary>
public sealed class VerticalFlip : IAugmentation
{
    /// <inheritdoc/>
    public string Id => "vertical-flip";

    /// <inheritdoc/>
    public string Summary => "top and bottom are mirrored in half of the images";

    /// <summary>Mirrors a tile.</summary>
    /// <param name="tile">The tile.</param>
    public static void Flip(ImageTile tile)
    {
        var spare = tile.Spare;
        for (var c = 0; c < tile.Channels; c++)
        {
            for (var y = 0; y < tile.Height; y++)
            {
                tile.Row(c, y).CopyTo(spare[(((c * tile.Height) + tile.Height - 1 - y) * tile.Width)..]);
            }
        }

        tile.Swap();
    }

    /// <inheritdoc/>
    public void Apply(ImageTile tile, SampleRandom random)
    {
        if (random.Chance(0.5f))
        {
            Flip(tile);
        }
    }
}

namespace Skylite.Imagery.Augmentation;

/// <summary>Mirrors left and right, every second time.</summary>
public sealed class HorizontalFlip : IAugmentation
{
    /// <inheritdoc/>
    public string Id => "horizontal-flip";

    /// <inheritdoc/>
    public string Summary => "left and right are mirrored in half of the images";

    /// <summary>Mirrors a tile.</summary>
    /// <param name="tile">The tile.</param>
    public static void Flip(ImageTile tile)
    {
        for (var c = 0; c < tile.Channels; c++)
        {
            for (var y = 0; y < tile.Height; y++)
            {
                tile.Row(c, y).Reverse();
            }
        }
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

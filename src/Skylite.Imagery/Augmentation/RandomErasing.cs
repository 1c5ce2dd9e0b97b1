namespace Skylite.Imagery.Augmentation;

/// <summary>Sets a random rectangle to each band's mean (Zhong et al., 2020).</summary>
/// <param name="options">Ranges; null takes the defaults.</param>
public sealed class RandomErasing(RandomErasingOptions? options = null) : IAugmentation
{
    private readonly RandomErasingOptions _options = options ?? new();

    /// <inheritdoc/>
    public string Id => "random-erasing";

    /// <inheritdoc/>
    public string Summary => "a rectangle is filled with each band's mean; scenes only";

    /// <inheritdoc/>
    public void Apply(ImageTile tile, SampleRandom random)
    {
        if (!random.Chance(_options.Probability))
        {
            return;
        }

        var area = random.Between(_options.MinimumArea, _options.MaximumArea) * tile.Width * tile.Height;
        var spread = MathF.Log(_options.MaximumAspect);
        var aspect = MathF.Exp(random.Between(-spread, spread));
        var width = Math.Clamp((int)MathF.Round(MathF.Sqrt(area * aspect)), 1, tile.Width);
        var height = Math.Clamp((int)MathF.Round(MathF.Sqrt(area / aspect)), 1, tile.Height);
        var left = random.Next(tile.Width - width + 1);
        var top = random.Next(tile.Height - height + 1);
        for (var c = 0; c < tile.Channels; c++)
        {
            for (var y = top; y < top + height; y++)
            {
                tile.Row(c, y).Slice(left, width).Fill(tile.Fill[c]);
            }
        }
    }
}

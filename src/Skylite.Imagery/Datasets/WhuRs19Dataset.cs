namespace Skylite.Imagery.Datasets;

/// <summary>WHU-RS19: 19 classes, 1,005 images of 600 × 600 pixels; two of its folders start with a small letter (Xia et al., 2010).</summary>
public sealed class WhuRs19Dataset : ISceneDataset
{
    /// <inheritdoc/>
    public string Id => "whu-rs19";

    /// <inheritdoc/>
    public SceneDatasetFacts Facts { get; } = new(
        "WHU-RS19",
        [
            "Airport", "Beach", "Bridge", "Commercial", "Desert", "Farmland", "footballField", "Forest", "Industrial", "Meadow", "Mountain", "Park", "Parking",
            "Pond", "Port", "railwayStation", "Residential", "River", "Viaduct",
        ])
    {
        Source = "Xia et al., 2010; Dai and Yang, 2011",
        Bands = ["red", "green", "blue"],
        ImageSize = 600,
        TrainShares = [0.4, 0.6],
    };

    /// <inheritdoc/>
    public string? Recognise(string directory) => ClassFolders.Find(directory, Facts.Classes, ["WHU-RS19", "RSDataset"]);
}

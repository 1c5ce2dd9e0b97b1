namespace Skylite.Imagery.Datasets;

/// <summary>UC Merced Land Use: 21 classes of 100 aerial images, 256 × 256 pixels but for a few (Yang and Newsam, 2010).</summary>
public sealed class UcMercedDataset : ISceneDataset
{
    /// <inheritdoc/>
    public string Id => "uc-merced";

    /// <inheritdoc/>
    public SceneDatasetFacts Facts { get; } = new(
        "UC Merced Land Use",
        [
            "agricultural", "airplane", "baseballdiamond", "beach", "buildings", "chaparral", "denseresidential", "forest", "freeway", "golfcourse", "harbor",
            "intersection", "mediumresidential", "mobilehomepark", "overpass", "parkinglot", "river", "runway", "sparseresidential", "storagetanks",
            "tenniscourt",
        ])
    {
        Source = "Yang and Newsam, 2010",
        Bands = ["red", "green", "blue"],
        ImageSize = 256,
        TrainShares = [0.5, 0.8],
    };

    /// <inheritdoc/>
    public string? Recognise(string directory) => ClassFolders.Find(directory, Facts.Classes, ["Images", "UCMerced_LandUse/Images", "UCMerced_LandUse"]);
}

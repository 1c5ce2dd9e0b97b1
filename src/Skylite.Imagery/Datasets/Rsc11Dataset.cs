namespace Skylite.Imagery.Datasets;

/// <summary>RSC11: 11 classes, 1,232 images of 512 × 512 pixels (Zhao, Tang and Huo, 2016).</summary>
public sealed class Rsc11Dataset : ISceneDataset
{
    /// <inheritdoc/>
    public string Id => "rsc11";

    /// <inheritdoc/>
    public SceneDatasetFacts Facts { get; } = new(
        "RSC11",
        [
            "denseforest", "grassland", "harbor", "highbuildings", "lowbuildings", "overpass", "railway", "residentialarea", "roads", "sparseforest",
            "storagetanks",
        ])
    {
        Source = "Zhao, Tang and Huo, 2016",
        Bands = ["red", "green", "blue"],
        ImageSize = 512,
        TrainShares = [0.5, 0.8],
    };

    /// <inheritdoc/>
    public string? Recognise(string directory) => ClassFolders.Find(directory, Facts.Classes, ["RSC11", "RS_C11_Database"]);
}

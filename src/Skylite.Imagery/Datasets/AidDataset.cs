namespace Skylite.Imagery.Datasets;

/// <summary>AID: 30 classes, 10,000 aerial images of 600 × 600 pixels (Xia et al., 2017).</summary>
public sealed class AidDataset : ISceneDataset
{
    /// <inheritdoc/>
    public string Id => "aid";

    /// <inheritdoc/>
    public SceneDatasetFacts Facts { get; } = new(
        "AID",
        [
            "Airport", "BareLand", "BaseballField", "Beach", "Bridge", "Center", "Church", "Commercial", "DenseResidential", "Desert", "Farmland", "Forest",
            "Industrial", "Meadow", "MediumResidential", "Mountain", "Park", "Parking", "Playground", "Pond", "Port", "RailwayStation", "Resort", "River",
            "School", "SparseResidential", "Square", "Stadium", "StorageTanks", "Viaduct",
        ])
    {
        Source = "Xia et al., 2017",
        Bands = ["red", "green", "blue"],
        ImageSize = 600,
        TrainShares = [0.2, 0.5],
    };

    /// <inheritdoc/>
    public string? Recognise(string directory) => ClassFolders.Find(directory, Facts.Classes, ["AID"]);
}

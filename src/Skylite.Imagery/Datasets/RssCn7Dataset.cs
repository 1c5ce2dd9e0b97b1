namespace Skylite.Imagery.Datasets;

/// <summary>RSSCN7: 7 classes of 400 aerial images, 400 × 400 pixels (Zou et al., 2015).</summary>
public sealed class RssCn7Dataset : ISceneDataset
{
    /// <inheritdoc/>
    public string Id => "rsscn7";

    /// <inheritdoc/>
    public SceneDatasetFacts Facts { get; } = new(
        "RSSCN7",
        [
            "aGrass", "bField", "cIndustry", "dRiverLake", "eForest", "fResident", "gParking",
        ])
    {
        Source = "Zou et al., 2015",
        Bands = ["red", "green", "blue"],
        ImageSize = 400,
        TrainShares = [0.2, 0.5],
    };

    /// <inheritdoc/>
    public string? Recognise(string directory) => ClassFolders.Find(directory, Facts.Classes, ["RSSCN7", "RSSCN7-master"]);
}

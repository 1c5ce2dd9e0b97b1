namespace Skylite.Imagery.Datasets;

/// <summary>EuroSAT in its three-band form: 10 classes, 27,000 Sentinel-2 patches of 64 × 64 pixels (Helber et al., 2019).</summary>
public sealed class EuroSatRgbDataset : ISceneDataset
{
    /// <inheritdoc/>
    public string Id => "eurosat-rgb";

    /// <inheritdoc/>
    public SceneDatasetFacts Facts { get; } = new(
        "EuroSAT RGB",
        [
            "AnnualCrop", "Forest", "HerbaceousVegetation", "Highway", "Industrial", "Pasture", "PermanentCrop", "Residential", "River", "SeaLake",
        ])
    {
        Source = "Helber et al., 2019",
        Bands = ["red", "green", "blue"],
        ImageSize = 64,
        TrainShares = [0.8],
    };

    /// <inheritdoc/>
    public string? Recognise(string directory) =>
        ClassFolders.Find(directory, Facts.Classes, ["2750", "EuroSAT/2750", "EuroSAT_RGB", "EuroSAT"], ".jpg", ".jpeg", ".png");
}

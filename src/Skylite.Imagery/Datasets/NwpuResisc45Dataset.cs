namespace Skylite.Imagery.Datasets;

/// <summary>NWPU-RESISC45: 45 classes of 700 images, 256 × 256 pixels (Cheng, Han and Lu, 2017).</summary>
public sealed class NwpuResisc45Dataset : ISceneDataset
{
    /// <inheritdoc/>
    public string Id => "nwpu-resisc45";

    /// <inheritdoc/>
    public SceneDatasetFacts Facts { get; } = new(
        "NWPU-RESISC45",
        [
            "airplane", "airport", "baseball_diamond", "basketball_court", "beach", "bridge", "chaparral", "church", "circular_farmland", "cloud",
            "commercial_area", "dense_residential", "desert", "forest", "freeway", "golf_course", "ground_track_field", "harbor", "industrial_area",
            "intersection", "island", "lake", "meadow", "medium_residential", "mobile_home_park", "mountain", "overpass", "palace", "parking_lot", "railway",
            "railway_station", "rectangular_farmland", "river", "roundabout", "runway", "sea_ice", "ship", "snowberg", "sparse_residential", "stadium",
            "storage_tank", "tennis_court", "terrace", "thermal_power_station", "wetland",
        ])
    {
        Source = "Cheng, Han and Lu, 2017",
        Bands = ["red", "green", "blue"],
        ImageSize = 256,
        TrainShares = [0.1, 0.2],
        Statistics = BandStatistics.FromRaw(
            "unit-interval",
            1 / 255d,
            [93.89391792, 97.11226906, 87.56775284],
            [51.84919672, 47.2365918, 47.06308786]),
    };

    /// <inheritdoc/>
    public string? Recognise(string directory) => ClassFolders.Find(directory, Facts.Classes, ["NWPU-RESISC45"]);
}

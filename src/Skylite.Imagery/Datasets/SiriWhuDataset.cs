namespace Skylite.Imagery.Datasets;

/// <summary>SIRI-WHU: 12 classes of 200 images, 200 × 200 pixels (Zhao et al., 2016).</summary>
public sealed class SiriWhuDataset : ISceneDataset
{
    /// <inheritdoc/>
    public string Id => "siri-whu";

    /// <inheritdoc/>
    public SceneDatasetFacts Facts { get; } = new(
        "SIRI-WHU",
        [
            "agriculture", "commercial", "harbor", "idle_land", "industrial", "meadow", "overpass", "park", "pond", "residential", "river", "water",
        ])
    {
        Source = "Zhao et al., 2016",
        Bands = ["red", "green", "blue"],
        ImageSize = 200,
        TrainShares = [0.5, 0.8],
    };

    /// <inheritdoc/>
    public string? Recognise(string directory) =>
        ClassFolders.Find(directory, Facts.Classes, ["Google dataset of SIRI-WHU_earth_im_tiff/12class_tif", "12class_tif", "SIRI-WHU"]);
}

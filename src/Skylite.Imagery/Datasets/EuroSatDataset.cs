using Skylite.Native.Gdal;

namespace Skylite.Imagery.Datasets;

/// <summary>EuroSAT with all 13 bands of Sentinel-2, of which B8A comes last in the files (Helber et al., 2019).</summary>
public sealed class EuroSatDataset : ISceneDataset
{
    /// <inheritdoc/>
    public string Id => "eurosat";

    /// <inheritdoc/>
    public SceneDatasetFacts Facts { get; } = new(
        "EuroSAT, 13 bands",
        [
            "AnnualCrop", "Forest", "HerbaceousVegetation", "Highway", "Industrial", "Pasture", "PermanentCrop", "Residential", "River", "SeaLake",
        ])
    {
        Source = "Helber et al., 2019",
        Bands = ["B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09", "B10", "B11", "B12", "B8A"],
        DataType = GdalDataType.UInt16,
        ImageSize = 64,
        TrainShares = [0.8],
        Statistics = BandStatistics.FromRaw(
            "reflectance",
            1e-4,
            [
                1354.40546513, 1118.24399958, 1042.92983953, 947.62620298, 1199.47283961, 1999.79090914, 2369.22292565, 2296.82608323,
                732.08340178, 12.11327804, 1819.01027855, 1118.92391149, 2594.14080798,
            ],
            [
                245.71762908, 333.00778264, 395.09249139, 593.75055589, 566.4170017, 861.18399006, 1086.63139075, 1117.98170791,
                404.91978886, 4.77584468, 1002.58768311, 761.30323499, 1231.58581042,
            ]),
    };

    /// <inheritdoc/>
    public string? Recognise(string directory) => ClassFolders.Find(
        directory,
        Facts.Classes,
        ["ds/images/remote_sensing/otherDatasets/sentinel_2/tif", "tif", "EuroSATallBands", "EuroSAT_MS"],
        ".tif",
        ".tiff");
}

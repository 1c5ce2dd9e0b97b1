namespace Skylite.Workbench.Datasets;

/// <summary>What <see cref="SynthesizeJob"/> drew.</summary>
/// <param name="Directory">The folder.</param>
/// <param name="Task">What the labels are for.</param>
/// <param name="Images">Images, or pairs.</param>
/// <param name="Size">Rows and columns of each.</param>
/// <param name="Bands">Bands of each.</param>
/// <param name="PixelSize">Ground size of a pixel in metres, before it varies from image to image.</param>
public sealed record SynthesizeFigures(string Directory, string Task, int Images, int Size, int Bands, double PixelSize);

namespace Skylite.Imagery.Synthetic;

/// <summary>A rendered scene with its mask.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Bands">3 (red, green, blue) or 4 (and near infrared).</param>
/// <param name="Pixels">Band after band, row after row: <c>Bands × Height × Width</c> values 0..255.</param>
/// <param name="Mask">The <see cref="LandCover"/> of each pixel: <c>Height × Width</c>.</param>
public sealed record SyntheticImage(int Width, int Height, int Bands, byte[] Pixels, byte[] Mask);

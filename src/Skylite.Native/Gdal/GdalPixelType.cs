namespace Skylite.Native.Gdal;

/// <summary>The correspondence of .NET's number types and GDAL's pixel types.</summary>
public static class GdalPixelType
{
    /// <summary>The pixel type that holds a .NET number type.</summary>
    /// <typeparam name="T">byte, ushort, short, uint, int, float or double.</typeparam>
    /// <returns>GDAL's type.</returns>
    /// <exception cref="NotSupportedException">Another type.</exception>
    public static GdalDataType Of<T>()
        where T : unmanaged =>
        default(T) switch
        {
            byte => GdalDataType.Byte,
            ushort => GdalDataType.UInt16,
            short => GdalDataType.Int16,
            uint => GdalDataType.UInt32,
            int => GdalDataType.Int32,
            float => GdalDataType.Float32,
            double => GdalDataType.Float64,
            _ => throw new NotSupportedException($"GDAL has no pixel type for {typeof(T).Name}; use byte, ushort, short, uint, int, float or double."),
        };

    /// <summary>Bytes of one pixel of one band.</summary>
    /// <param name="type">The pixel type.</param>
    /// <returns>1, 2, 4 or 8; 0 for <see cref="GdalDataType.Unknown"/>.</returns>
    public static int Size(GdalDataType type) => type switch
    {
        GdalDataType.Byte => 1,
        GdalDataType.UInt16 or GdalDataType.Int16 => 2,
        GdalDataType.UInt32 or GdalDataType.Int32 or GdalDataType.Float32 => 4,
        GdalDataType.Float64 => 8,
        _ => 0,
    };
}
